import type { Read } from './Read.ts'

/** `kubectl auth can-i`. */
export const accessReview: Read<'access.review'> = (input, { context, cluster, reviews }) => reviews.ask(context, cluster.client, input)
