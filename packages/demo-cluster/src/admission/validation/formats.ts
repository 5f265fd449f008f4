/*
 * The forms that names, labels and keys must have, as apimachinery words them. Each function gives what is wrong with a text, nothing when it is right.
 */
type Complaints = readonly string[]

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'
const LABEL_FORM = new RegExp(`^${LABEL}$`)
const SUBDOMAIN_FORM = new RegExp(`^${LABEL}(\\.${LABEL})*$`)
const LABEL_1035_FORM = /^[a-z]([-a-z0-9]*[a-z0-9])?$/
const WORD = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]'
const WORD_FORM = new RegExp(`^${WORD}$`)

const LABEL_SENTENCE = `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${LABEL}')`
const SUBDOMAIN_SENTENCE = `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${LABEL}(\\.${LABEL})*')`
const LABEL_1035_SENTENCE =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')"
const WORD_END = `must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${WORD}')`
const VALUE_SENTENCE = `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(${WORD})?')`
const CONFIG_KEY_SENTENCE =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"

const PORT_RANGE_SENTENCE = 'must be between 1 and 65535, inclusive'
export const IP_SENTENCE = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'
const PERCENT_SENTENCE =
  "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')"

function when(isWrong: boolean, sentence: string): Complaints {
  return isWrong ? [sentence] : []
}

/** A part of a domain name: names of containers, volumes, namespaces. */
export function dnsLabel(value: string): Complaints {
  return [...when(value.length > 63, 'must be no more than 63 characters'), ...when(!LABEL_FORM.test(value), LABEL_SENTENCE)]
}

/** As above, beginning with a letter. */
export function dns1035Label(value: string): Complaints {
  return [...when(value.length > 63, 'must be no more than 63 characters'), ...when(!LABEL_1035_FORM.test(value), LABEL_1035_SENTENCE)]
}

/** A domain name: most objects' names. */
export function dnsSubdomain(value: string): Complaints {
  return [...when(value.length > 253, 'must be no more than 253 characters'), ...when(!SUBDOMAIN_FORM.test(value), SUBDOMAIN_SENTENCE)]
}

/** Names that only have to stand in a path: roles and their bindings. */
export function pathSegment(value: string): Complaints {
  if (value === '.' || value === '..') return [`may not be '${value}'`]
  return ['/', '%'].filter((one) => value.includes(one)).map((one) => `may not contain '${one}'`)
}

/** Keys of labels and annotations. */
export function qualifiedName(value: string): Complaints {
  const parts = value.split('/')
  if (parts.length > 2) return [`a valid label key ${WORD_END} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`]
  const name = parts.at(-1) ?? ''
  const prefix = parts.length === 2 ? prefixComplaints(parts[0] ?? '') : []
  return [
    ...prefix,
    ...when(name === '', 'name part must be non-empty'),
    ...when(name.length > 63, 'name part must be no more than 63 bytes'),
    ...when(!WORD_FORM.test(name), `name part ${WORD_END}`),
  ]
}

function prefixComplaints(prefix: string): Complaints {
  return prefix === '' ? ['prefix part must be non-empty'] : dnsSubdomain(prefix).map((sentence) => `prefix part ${sentence}`)
}

export function labelValue(value: string): Complaints {
  return [...when(value.length > 63, 'must be no more than 63 bytes'), ...when(value !== '' && !WORD_FORM.test(value), VALUE_SENTENCE)]
}

/** Keys of secrets and config maps: they become file names. */
export function configKey(value: string): Complaints {
  if (value === '.') return ["must not be '.'"]
  if (value === '..') return ["must not be '..'"]
  const form = [...when(value.length > 253, 'must be no more than 253 characters'), ...when(!/^[-._a-zA-Z0-9]+$/.test(value), CONFIG_KEY_SENTENCE)]
  return [...form, ...when(value.startsWith('..'), "must not start with '..'")]
}

export function envName(value: string): Complaints {
  return when(!/^[ -<>-~]+$/.test(value), "a valid environment variable name must consist only of printable ASCII characters other than '='")
}

export function portName(value: string): Complaints {
  return [
    ...when(value.length > 15, 'must be no more than 15 characters'),
    ...when(!/^[-a-z0-9]+$/.test(value), 'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)'),
    ...when(!/[a-z]/.test(value), 'must contain at least one letter (a-z)'),
    ...when(value.includes('--'), 'must not contain consecutive hyphens'),
    ...when(value.startsWith('-') || value.endsWith('-'), 'must not begin or end with a hyphen'),
  ]
}

export function portNumber(value: number): Complaints {
  return when(value < 1 || value > 65_535, PORT_RANGE_SENTENCE)
}

/** A number of pods, or a share of them. */
export function percentage(value: string): Complaints {
  return when(!/^[0-9]+%$/.test(value), PERCENT_SENTENCE)
}

export function isIp(value: string): boolean {
  const parts = value.split('.')
  if (parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return true
  return value.includes(':') && /^[0-9a-fA-F:.]+$/.test(value)
}

export const CIDR_SENTENCE = 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)'

export function isCidr(range: string): boolean {
  const [address = '', bits = '', ...rest] = range.split('/')
  return rest.length === 0 && isIp(address) && /^\d{1,3}$/.test(bits) && Number(bits) <= (address.includes(':') ? 128 : 32)
}
