/** Choices of this browser, kept between visits. Nothing secret, nothing of the cluster's but names. */
const MOST_RECENT = 9

function read(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null')
  } catch {
    return null
  }
}

export const remembered = {
  context: (): string | null => localStorage.getItem('binnacle.context'),
  setContext: (context: string): void => localStorage.setItem('binnacle.context', context),
  /** Namespace choices of a context, as they stand in the address; the last one first. */
  namespaces: (context: string): string[] => {
    const found = read(`binnacle.namespaces.${context}`)
    return Array.isArray(found) ? found.filter((entry) => typeof entry === 'string').slice(0, MOST_RECENT) : []
  },
  addNamespaces: (context: string, ns: string): void => {
    const others = remembered.namespaces(context).filter((entry) => entry !== ns)
    localStorage.setItem(`binnacle.namespaces.${context}`, JSON.stringify([ns, ...others].slice(0, MOST_RECENT)))
  },
  collapsed: (): boolean => localStorage.getItem('binnacle.nav') === 'collapsed',
  setCollapsed: (collapsed: boolean): void => localStorage.setItem('binnacle.nav', collapsed ? 'collapsed' : 'open'),
}
