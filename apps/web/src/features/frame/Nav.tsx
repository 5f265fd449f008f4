import { type PodRow, podFamily } from '@binnacle/shared'
import { type ReactNode, useState } from 'react'
import { keptSearch, type Page, paths, useView } from '../../paths.ts'
import { useTopic } from '../../topics/useTopic.ts'
import { Link } from '../../ui/Link.tsx'
import { pageList } from './pageList.tsx'
import { remembered } from './remembered.ts'
import { useCount } from './useCount.ts'

export function Nav() {
  const { search, context, page: current, shown } = useView()
  const [collapsed, setCollapsed] = useState(remembered.collapsed)
  const groups = [...new Set(pageList.map((entry) => entry.group))]
  const collapse = () => {
    remembered.setCollapsed(!collapsed)
    setCollapsed(!collapsed)
  }
  return (
    <nav aria-label="Pages" className="nav" data-collapsed={collapsed || undefined}>
      {groups.map((group) => (
        <section key={group} aria-label={group} className="mb-3">
          <h2 className="nav-group">{collapsed ? <span className="sr-only">{group}</span> : group}</h2>
          {pageList
            .filter((entry) => entry.group === group)
            .map(({ page, title, icon, key }) => (
              <Link
                key={page}
                href={paths.page(context, page, keptSearch(search))}
                className="nav-link"
                aria-current={page === current ? (shown.view === 'list' ? 'page' : 'true') : undefined}
                title={collapsed ? title : undefined}
                aria-keyshortcuts={`g ${key}`}
              >
                <Icon path={icon} />
                <span className={collapsed ? 'sr-only' : 'grow'}>{title}</span>
                <Count page={page} />
              </Link>
            ))}
        </section>
      ))}
      <button type="button" className="nav-link mt-auto text-muted" onClick={collapse} aria-expanded={!collapsed}>
        <Icon path={collapsed ? 'M6 4l4 4-4 4' : 'M10 4L6 8l4 4'} />
        <span className={collapsed ? 'sr-only' : ''}>{collapsed ? 'Show names' : 'Collapse'}</span>
      </button>
    </nav>
  )
}

function Count({ page }: { page: Page }): ReactNode {
  switch (page) {
    case 'pods':
      return <PodCount />
    case 'nodes':
      return <NodeCount />
    case 'namespaces':
      return <NamespaceCount />
    // Counting the others would mean to watch them from every page.
    default:
      return null
  }
}

const isFailing = (pod: PodRow, now: number) => podFamily(pod, now / 1000) === 'fail'

function PodCount() {
  const { namespaces } = useView()
  const { collection } = useTopic('pods', { namespaces })
  const [total = 0, failing = 0] = useCount(collection, isFailing)
  if (total === 0) return null
  return (
    <span className="nav-count">
      {failing > 0 && (
        <span className="nav-failing" title={`${failing} failing`}>
          {failing}
          <span className="sr-only"> failing of </span>
        </span>
      )}
      {total}
    </span>
  )
}

function NodeCount() {
  return <Total count={useCount(useTopic('nodes', {}).collection)[0] ?? 0} />
}

function NamespaceCount() {
  return <Total count={useCount(useTopic('namespaces', {}).collection)[0] ?? 0} />
}

function Total({ count }: { count: number }) {
  return count === 0 ? null : <span className="nav-count">{count}</span>
}

function Icon({ path }: { path: string }) {
  return (
    <svg
      aria-hidden="true"
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.3"
      strokeLinejoin="round"
      strokeLinecap="round"
    >
      <path d={path} />
    </svg>
  )
}
