import { once } from 'node:events'
import { createServer } from 'node:net'

/** A port of loopback that nobody listens on now. */
export async function freePort(wanted = 0): Promise<number> {
  const server = createServer().listen(wanted, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}

/** The first of `count` free ports in a row, below 30000 where NodePorts begin. */
export async function freePortRange(count: number): Promise<number> {
  for (let base = 23_000; base < 29_000; base += count) {
    const ports = Array.from({ length: count }, (_, index) => freePort(base + index))
    if ((await Promise.allSettled(ports)).every(({ status }) => status === 'fulfilled')) return base
  }
  throw new Error('no free ports for a control plane')
}
