import type { Random } from '../../Random.ts'
import type { Store } from '../../storage/Store.ts'
import { number, type Struct, struct, structs, text, texts, without } from '../Struct.ts'
import { type FieldError, invalid } from '../validation/FieldError.ts'

/** Addresses of services are in 10.96.0.0/12. */
const RANGE = '10.96.0.0/12'
const FIRST = 10 * 2 ** 24 + 96 * 2 ** 16
const SIZE = 1 << 20
/** The start of the range is left to those who ask for an address of their own. */
const RESERVED = 256
const FIRST_PORT = 30_000
const PORTS = 2_768
const RESERVED_PORTS = 86
const PORT_RANGE = '30000-32767'

type Own = { readonly namespace: string | undefined; readonly name: string }
type Taken = { readonly addresses: ReadonlySet<string>; readonly ports: ReadonlySet<string> }

/**
 * The addresses and node ports that services hold. The stored services are the only record: what is deleted is free again, and what was only tried was never taken.
 * Chosen at random outside the part that is left to those who ask for a certain one, as the apiserver does.
 */
export class ServiceAddresses {
  readonly #store: Store
  readonly #random: Random

  constructor(store: Store, random: Random) {
    this.#store = store
    this.#random = random
  }

  /** The spec of a service with address and node ports; or what stands against those it asks for. */
  allocate(spec: Struct, own: Own): { readonly spec: Struct; readonly errors: readonly FieldError[] } {
    const taken = this.#taken(own)
    const withAddress = this.#address(spec, taken)
    const withPorts = this.#ports(withAddress.spec, taken)
    return { spec: this.#healthPort(withPorts.spec, taken), errors: [...withAddress.errors, ...withPorts.errors] }
  }

  #address(spec: Struct, taken: Taken): { readonly spec: Struct; readonly errors: readonly FieldError[] } {
    if (spec['type'] === 'ExternalName') return { spec, errors: [] }
    const asked = texts(spec['clusterIPs'])[0] ?? text(spec['clusterIP'])
    if (asked === 'None') return { spec: { ...spec, clusterIP: 'None', clusterIPs: ['None'] }, errors: [] }
    if (asked === '') {
      const address = this.#freeAddress(taken.addresses)
      return { spec: { ...spec, clusterIP: address, clusterIPs: [address] }, errors: [] }
    }
    const refusal = addressRefusal(asked, taken.addresses)
    const errors = refusal ? [invalid('spec.clusterIPs', [asked], `failed to allocate IP ${asked}: ${refusal}`)] : []
    return { spec: { ...spec, clusterIP: asked, clusterIPs: [asked] }, errors }
  }

  #ports(spec: Struct, taken: Taken): { readonly spec: Struct; readonly errors: readonly FieldError[] } {
    const wanted = spec['type'] === 'NodePort' || (spec['type'] === 'LoadBalancer' && spec['allocateLoadBalancerNodePorts'] !== false)
    const errors: FieldError[] = []
    const used = new Set(taken.ports)
    const ports = structs(spec['ports'])
    for (const [index, port] of ports.entries()) {
      const asked = number(port['nodePort'])
      if (asked === 0) continue
      const refusal = portRefusal(asked, used.has(key(port['protocol'], asked)))
      if (refusal && !errors.length) errors.push(invalid(`spec.ports[${index}].nodePort`, asked, refusal))
      used.add(key(port['protocol'], asked))
    }
    if (errors.length > 0 || !wanted) return { spec: ports.some((port) => port['nodePort'] === 0) ? { ...spec, ports: ports.map(withoutZero) } : spec, errors }
    const next = ports.map((port) => {
      const nodePort = number(port['nodePort']) || this.#freePort(used, ports)
      used.add(key(port['protocol'], nodePort))
      return port['nodePort'] === nodePort ? port : { ...port, nodePort }
    })
    return { spec: next.length === 0 ? spec : { ...spec, ports: next }, errors }
  }

  /** Balancers that keep to nodes with pods of their own ask each node for its health on one more port. */
  #healthPort(spec: Struct, taken: Taken): Struct {
    if (spec['type'] !== 'LoadBalancer' || spec['externalTrafficPolicy'] !== 'Local' || number(spec['healthCheckNodePort']) !== 0) return spec
    return { ...spec, healthCheckNodePort: this.#freePort(taken.ports, structs(spec['ports'])) }
  }

  #taken({ namespace, name }: Own): Taken {
    const addresses = new Set<string>()
    const ports = new Set<string>()
    for (const service of this.#store.list('services')) {
      if (service.metadata.namespace === namespace && service.metadata.name === name) continue
      const spec = struct(service['spec'])
      for (const address of texts(spec['clusterIPs'])) addresses.add(address)
      addresses.add(text(spec['clusterIP']))
      ports.add(key('TCP', number(spec['healthCheckNodePort'])))
      for (const port of structs(spec['ports'])) ports.add(key(port['protocol'], number(port['nodePort'])))
    }
    return { addresses, ports }
  }

  #freeAddress(taken: ReadonlySet<string>): string {
    for (;;) {
      const address = written(FIRST + RESERVED + this.#random.below(SIZE - RESERVED - 1))
      if (!taken.has(address)) return address
    }
  }

  #freePort(taken: ReadonlySet<string>, ports: readonly Struct[]): number {
    const isFree = (port: number) => !taken.has(key('TCP', port)) && !taken.has(key('UDP', port)) && !ports.some((other) => other['nodePort'] === port)
    const start = this.#random.below(PORTS - RESERVED_PORTS)
    for (let step = 0; step < PORTS; step++) {
      // Past the end it goes on with the reserved ones, which are the last to be given.
      const port = FIRST_PORT + ((RESERVED_PORTS + start + step) % PORTS)
      if (isFree(port)) return port
    }
    return 0
  }
}

function addressRefusal(address: string, taken: ReadonlySet<string>): string | null {
  const at = numeric(address)
  if (at === null || at <= FIRST || at >= FIRST + SIZE - 1) return `the provided IP (${address}) is not in the valid range. The range of valid IPs is ${RANGE}`
  return taken.has(address) ? 'provided IP is already allocated' : null
}

function portRefusal(port: number, isTaken: boolean): string | null {
  if (port < FIRST_PORT || port >= FIRST_PORT + PORTS) return `provided port is not in the valid range. The range of valid ports is ${PORT_RANGE}`
  return isTaken ? 'provided port is already allocated' : null
}

function withoutZero(port: Struct): Struct {
  return port['nodePort'] === 0 ? without(port, ['nodePort']) : port
}

function key(protocol: unknown, port: number): string {
  return `${text(protocol)}/${port}`
}

function numeric(address: string): number | null {
  const parts = address.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return null
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0)
}

function written(address: number): string {
  return [24, 16, 8, 0].map((bits) => Math.floor(address / 2 ** bits) % 256).join('.')
}
