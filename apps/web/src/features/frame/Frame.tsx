import { useRouter } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useSessionInfo } from '../../commands/useSessionInfo.ts'
import { formatNamespaces, paths, useView } from '../../paths.ts'
import { useLink } from '../../topics/useLink.ts'
import { copyText } from '../../ui/CopyButton.tsx'
import { useNotices } from '../../ui/Notices.tsx'
import { useChord } from '../../ui/useChord.ts'
import { useKeys } from '../../ui/useKeys.ts'
import { Banner } from './Banner.tsx'
import { HelpDialog } from './HelpDialog.tsx'
import { keptSearch, Nav } from './Nav.tsx'
import { NoSuchContext } from './NoSuchContext.tsx'
import { pageList } from './pageList.tsx'
import { remembered } from './remembered.ts'
import { StatusBar } from './StatusBar.tsx'
import { TopBar } from './TopBar.tsx'
import { useKubectlView } from './useKubectlView.ts'
import './frame.css'

/** What every page stands in. `peek` is what the address shows beside the page. */
export function Frame({ children, peek }: { children: ReactNode; peek: ReactNode }) {
  const { context, search, namespaces, set } = useView()
  const router = useRouter()
  const notices = useNotices()
  const session = useSessionInfo()
  const link = useLink()
  const command = useKubectlView()
  const [help, setHelp] = useState(false)

  const recents = remembered.namespaces(context)
  const goTo = (ns: string | undefined) => {
    if (ns !== undefined) set({ ns })
  }
  useKeys({
    '?': () => setHelp(true),
    '0': () => goTo('*'),
    ...Object.fromEntries(recents.map((ns, index) => [String(index + 1), () => goTo(ns)])),
    '[': () => router.history.back(),
    ']': () => router.history.forward(),
    'Shift+C': () => {
      copyText(command.line).then(
        () => notices.show({ tone: 'plain', text: `Copied ${command.line}` }),
        () => notices.show({ tone: 'fail', text: 'The browser did not allow copying' }),
      )
    },
  })
  useChord(
    'g',
    Object.fromEntries(pageList.map(({ key, page }) => [key, () => void router.navigate({ to: paths.page(context, page), search: keptSearch(search) })])),
  )

  const known = !session?.ok || session.output.contexts.some(({ name }) => name === context)
  return (
    <div className="frame" data-link={link.link.state}>
      <a href="#page" className="skip-link">
        To the page
      </a>
      <TopBar onHelp={() => setHelp(true)} />
      <Banner />
      <div className="frame-middle">
        <Nav />
        <main id="page" className="frame-page" tabIndex={-1} data-namespaces={formatNamespaces(namespaces)}>
          {known ? children : <NoSuchContext context={context} />}
        </main>
        {known && peek}
      </div>
      <StatusBar />
      {help && <HelpDialog onClose={() => setHelp(false)} />}
    </div>
  )
}
