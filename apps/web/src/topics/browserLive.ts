import { systemClock } from '../clock.ts'
import type { Ticket, Wire, WireEvents } from './Link.ts'
import type { Surroundings } from './LinkWatch.ts'
import { LiveSocket } from './LiveSocket.ts'

/** The live socket of this tab, wired to the browser: its WebSocket, animation frames, visibility and network events. */
export const browserLive = (build: string, fetchTicket: () => Promise<Ticket>): LiveSocket =>
  new LiveSocket({
    build,
    clock: systemClock,
    random: Math.random,
    schedule: (run) => {
      requestAnimationFrame(run)
    },
    fetchTicket,
    connect,
    surroundings,
  })

const connect = (ticket: string, events: WireEvents): Wire => {
  const address = new URL('/api/live', location.href)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  const socket = new WebSocket(address, ['binnacle', `ticket.${ticket}`])
  let over = false
  socket.onmessage = (message: MessageEvent<unknown>) => {
    if (!over) events.text(typeof message.data === 'string' ? message.data : '')
  }
  socket.onclose = () => {
    if (!over) events.closed()
  }
  return {
    send: (text: string) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text)
    },
    close: () => {
      over = true
      socket.close()
    },
  }
}

const surroundings: Surroundings = {
  hidden: () => document.visibilityState === 'hidden',
  subscribe(listener) {
    document.addEventListener('visibilitychange', listener)
    window.addEventListener('online', listener)
    return () => {
      document.removeEventListener('visibilitychange', listener)
      window.removeEventListener('online', listener)
    }
  },
}
