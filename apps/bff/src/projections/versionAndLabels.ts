import { objectAt, textAt, wire } from './wire.ts'

/** The resourceVersion and the labels of an object. */
export function versionAndLabels(object: unknown): { version: string; labels: [string, string][] } {
  const metadata = objectAt(wire(object), 'metadata')
  const labels = Object.entries(objectAt(metadata, 'labels')).flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : []))
  return { version: textAt(metadata, 'resourceVersion'), labels }
}
