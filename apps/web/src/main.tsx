import { age } from '@binnacle/shared'
import { QueryClient } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { config } from 'zod/mini'
import { App } from './App.tsx'
import { systemClock } from './clock.ts'
import { Activity } from './commands/Activity.ts'
import { Api } from './commands/api.ts'
import { Session, type Tabs } from './commands/Session.ts'
import { parsePlace } from './paths.ts'
import { browserLive } from './topics/browserLive.ts'
import { browserAddress } from './ui/Address.ts'
import { createTime } from './ui/Time.ts'
import { applyTheme, storedTheme, themeOf } from './ui/theme.ts'
import './styles.css'

// zod looks whether it may compile with Function; a strict Content-Security-Policy reports the attempt.
config({ jitless: true })

// A theme in the address is a choice for this browser.
const asked = new URLSearchParams(location.search).get('theme')
applyTheme(asked === null ? storedTheme() : themeOf(asked))

/** The link's code is worth one exchange, and leaves the address bar before anything else happens. */
function takeCode(): string | null {
  const [, code = null] = /^#k=(.+)$/.exec(location.hash) ?? []
  if (code !== null) history.replaceState(null, '', location.pathname + location.search)
  return code
}

function openTabs(): Tabs {
  const channel = new BroadcastChannel('binnacle')
  return {
    post: (message) => channel.postMessage(message),
    listen: (listener) => channel.addEventListener('message', (event: MessageEvent<unknown>) => listener(event.data)),
  }
}

const session: Session = new Session({ storage: sessionStorage, tabs: openTabs(), after: systemClock.after, redeem: (code) => api.login(code) })
const api = new Api(session, (...request) => fetch(...request))
const activity = new Activity(sessionStorage)
// Before the socket asks for its first ticket: a tab that is signed in connects at once.
void session.start(takeCode())
// A link that is opened in the tab that shows this page loads nothing: the browser only changes what follows the #.
addEventListener('hashchange', () => {
  const code = takeCode()
  if (code !== null) void session.start(code)
})
const address = browserAddress()
const live = browserLive(__BUILD__, () => api.ticket(parsePlace(address.get()).context))
session.subscribe(() => {
  if (session.bearer !== null) live.connectNow()
})
const time = createTime({ now: () => live.serverNow(), after: systemClock.after, age: (at, now) => age(at, now / 1000) })
const queries = new QueryClient({ defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false } } })

const root = document.getElementById('binnacle')
if (root) createRoot(root).render(<App parts={{ session, api, activity, live, time, queries, address }} />)
