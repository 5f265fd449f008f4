import { isSet, number, type Struct, struct, structs, text } from '../Struct.ts'
import { formed } from './checks.ts'
import { duplicate, type FieldError, forbiddenField, invalid, notSupported, required } from './FieldError.ts'
import { dnsLabel } from './formats.ts'

type Errors = readonly FieldError[]

const HOST_TYPES = ['', 'BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket']
const DOWNWARD_FIELDS = ['metadata.annotations', 'metadata.labels', 'metadata.name', 'metadata.namespace', 'metadata.uid']
/** In the order in which the apiserver looks at them. */
const ORDER = ['emptyDir', 'hostPath', 'secret', 'persistentVolumeClaim', 'configMap', 'downwardAPI', 'projected']
const MAX_MODE = 0o777

/** Volumes of a pod or template. */
export function volumeErrors(volumes: readonly Struct[], field: string): Errors {
  const names = new Set<string>()
  return volumes.flatMap((volume, index) => {
    const at = `${field}[${index}]`
    const name = text(volume['name'])
    const isTaken = names.has(name)
    names.add(name)
    return [...sourceErrors(volume, at), ...nameErrors(name, isTaken, `${at}.name`)]
  })
}

function nameErrors(name: string, isTaken: boolean, field: string): Errors {
  if (name === '') return [required(field)]
  const form = formed(field, name, dnsLabel(name))
  return form.length === 0 && isTaken ? [duplicate(field, name)] : form
}

function sourceErrors(volume: Struct, at: string): Errors {
  const sources = Object.keys(volume).filter((source) => source !== 'name' && isSet(volume[source]))
  const ordered = sources.sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))
  return ordered.flatMap((source, index) =>
    index > 0
      ? [forbiddenField(`${at}.${source}`, 'may not specify more than 1 volume type')]
      : (bySource[source]?.(struct(volume[source]), `${at}.${source}`) ?? []),
  )
}

const bySource: { readonly [source: string]: (source: Struct, field: string) => Errors } = {
  hostPath: hostPathErrors,
  secret: (source, field) => [...(text(source['secretName']) === '' ? [required(`${field}.secretName`)] : []), ...fileErrors(source, field)],
  configMap: (source, field) => [...(text(source['name']) === '' ? [required(`${field}.name`)] : []), ...fileErrors(source, field)],
  persistentVolumeClaim: (source, field) => (text(source['claimName']) === '' ? [required(`${field}.claimName`)] : []),
  downwardAPI: (source, field) => [...modeErrors(source, field), ...structs(source['items']).flatMap((item) => downwardErrors(item, field))],
  projected: (source, field) => modeErrors(source, field),
}

function hostPathErrors(source: Struct, field: string): Errors {
  const path = text(source['path'])
  return [
    ...(path === '' ? [required(`${field}.path`)] : []),
    ...(path.split('/').includes('..') ? [invalid(`${field}.path`, path, "must not contain '..'")] : []),
    ...(HOST_TYPES.includes(text(source['type'])) ? [] : [notSupported(`${field}.type`, source['type'], HOST_TYPES)]),
  ]
}

function fileErrors(source: Struct, field: string): Errors {
  return [...modeErrors(source, field), ...structs(source['items']).flatMap((item, index) => itemErrors(item, `${field}.items[${index}]`))]
}

function modeErrors(source: Struct, field: string): Errors {
  const mode = source['defaultMode']
  const fits = !isSet(mode) || (number(mode) >= 0 && number(mode) <= MAX_MODE)
  return fits ? [] : [invalid(`${field}.defaultMode`, mode, 'must be a number between 0 and 0777 (octal), both inclusive')]
}

function itemErrors(item: Struct, at: string): Errors {
  const path = text(item['path'])
  return [
    ...(text(item['key']) === '' ? [required(`${at}.key`)] : []),
    ...(path === '' ? [required(`${at}.path`)] : []),
    ...descendingPathErrors(path, `${at}.path`),
  ]
}

function downwardErrors(item: Struct, field: string): Errors {
  const path = text(struct(item['fieldRef'])['fieldPath'])
  const isKnown = !isSet(item['fieldRef']) || DOWNWARD_FIELDS.includes(path) || /^metadata\.(labels|annotations)\['.+'\]$/.test(path)
  return [
    ...(text(item['path']) === '' ? [required(`${field}.path`)] : []),
    ...(isKnown ? [] : [notSupported(`${field}.fieldRef.fieldPath`, path, DOWNWARD_FIELDS)]),
  ]
}

/** A path that stays below where it starts. */
export function descendingPathErrors(path: string, field: string): Errors {
  return [
    ...(path.startsWith('/') ? [invalid(field, path, 'must be a relative path')] : []),
    ...(path.split('/').includes('..') ? [invalid(field, path, "must not contain '..'")] : []),
  ]
}
