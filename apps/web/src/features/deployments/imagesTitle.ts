import { type TemplateImage, visibleText } from '@binnacle/shared'

/** Containers and their images, a line each, to read where the images alone are shown. */
export const imagesTitle = (images: readonly TemplateImage[]): string => images.map(({ name, image }) => visibleText(`${name}=${image}`)).join('\n')
