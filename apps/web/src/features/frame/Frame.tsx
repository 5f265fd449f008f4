import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useContexts } from '../../commands/useContexts.ts'
import { useToldCluster } from '../../commands/useKubectlCluster.ts'
import { useSessionWatch } from '../../commands/useSessionInfo.ts'
import { formatNamespaces, keptSearch, paths, useView } from '../../paths.ts'
import { useLink } from '../../topics/useLink.ts'
import { useAddress } from '../../ui/AddressContext.ts'
import { Boundary } from '../../ui/Boundary.tsx'
import { copyText } from '../../ui/CopyButton.tsx'
import { useNotices } from '../../ui/Notices.tsx'
import { Skeleton } from '../../ui/PageStates.tsx'
import { useChord } from '../../ui/useChord.ts'
import { useKeys } from '../../ui/useKeys.ts'
import { useOnMount } from '../../ui/useOnMount.ts'
import { Banner } from './Banner.tsx'
import { Nav } from './Nav.tsx'
import { NoSuchContext } from './NoSuchContext.tsx'
import { pageList } from './pageList.tsx'
import { remembered } from './remembered.ts'
import { StatusBar } from './StatusBar.tsx'
import { TopBar } from './TopBar.tsx'
import { useAskAfterLoss } from './useAskAfterLoss.ts'
import { useKubectlView } from './useKubectlView.ts'
import './frame.css'

const HelpDialog = lazy(() => import('./HelpDialog.tsx').then((module) => ({ default: module.HelpDialog })))

/** What every page stands in. `peek` is what the address shows beside the page. Neither is shown before its lines for a terminal can name the cluster; then they stay. */
export function Frame({ children, peek }: { children: ReactNode; peek: ReactNode }) {
  const { context, search, namespaces, set, go } = useView()
  const address = useAddress()
  const notices = useNotices()
  useSessionWatch(context)
  const { told, all } = useContexts()
  const link = useLink()
  const tellable = useOnceTrue(useToldCluster(context) !== null)
  const command = useKubectlView()
  const [help, setHelp] = useState(false)

  useOnMount(() => remembered.setContext(context))
  useAskAfterLoss()
  const recents = remembered.namespaces(context)
  const goTo = (ns: string | undefined) => {
    if (ns !== undefined) set({ ns })
  }
  useKeys({
    '?': () => setHelp(true),
    '0': () => goTo('*'),
    ...Object.fromEntries(recents.map((ns, index) => [String(index + 1), () => goTo(ns)])),
    '[': () => address.back(),
    ']': () => address.forward(),
    'Shift+C': () => {
      if (command === null) return
      copyText(command.line).then(
        () => notices.show({ tone: 'plain', text: `Copied ${command.line}` }),
        () => notices.show({ tone: 'fail', text: 'The browser did not allow copying' }),
      )
    },
  })
  useChord('g', Object.fromEntries(pageList.map(({ key, page }) => [key, () => go(paths.page(context, page, keptSearch(search)))])))

  const known = !told || all.some(({ name }) => name === context)
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
          <Boundary>{!tellable ? <Skeleton what="rows" /> : known ? children : <NoSuchContext context={context} />}</Boundary>
        </main>
        {tellable && known && <Boundary>{peek}</Boundary>}
      </div>
      <StatusBar />
      <Suspense>{help && <HelpDialog onClose={() => setHelp(false)} />}</Suspense>
    </div>
  )
}

function useOnceTrue(now: boolean): boolean {
  const [was, setWas] = useState(now)
  if (now && !was) setWas(true)
  return was || now
}
