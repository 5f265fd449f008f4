import { describe, expect, it } from 'vitest'
import { testParts } from '../testing/testParts.ts'
import { listOptionsOf } from './listOptions.ts'
import { everything, type Selection } from './selectors.ts'
import { type WatchEvent, watchObjects } from './watchObjects.ts'

const WEB: Selection = { empty: false, matches: ({ metadata }) => metadata.labels?.['app'] === 'web' }

function stage() {
  const parts = testParts()
  const put = (name: string, app: string, namespace = 'default') => {
    const metadata = { name, namespace, uid: name, resourceVersion: '', creationTimestamp: '', labels: { app } }
    return parts.store.put('pods', { apiVersion: 'v1', kind: 'Pod', metadata })
  }
  const watch = (query: string, selection = everything) => {
    const options = listOptionsOf(new URLSearchParams(`watch=true&${query}`))
    if (!options.ok) throw new Error(options.status.message)
    const heard: string[] = []
    const stop = watchObjects(
      parts,
      { scope: { resource: 'pods', namespace: 'default' }, selection, options: options.value },
      {
        emit: (event) => heard.push(told(event)),
        end: () => heard.push('end'),
      },
    )
    return { heard, stop }
  }
  return { ...parts, put, watch }
}

function told(event: WatchEvent): string {
  if (event.type === 'ERROR') return `ERROR ${event.status.code} ${event.status.message}`
  if (event.type === 'BOOKMARK') return `BOOKMARK ${event.resourceVersion}${event.initialEventsEnd ? ' initial' : ''}`
  return `${event.type} ${event.object.metadata.name}@${event.object.metadata.resourceVersion}`
}

describe('a watch', () => {
  it('repeats what came after its version, then follows, each change once', () => {
    const { put, watch, store } = stage()
    put('a', 'web')
    put('b', 'web')
    put('elsewhere', 'web', 'other')
    const { heard, stop } = watch('resourceVersion=1')
    put('a', 'web')
    store.remove('pods', 'default', 'b')
    stop()
    put('c', 'web')
    expect(heard).toEqual(['ADDED b@2', 'MODIFIED a@4', 'DELETED b@5'])
  })

  it('tells what leaves its selector as deleted, and what enters it as added', () => {
    const { put, watch } = stage()
    put('a', 'web')
    const { heard } = watch('resourceVersion=1', WEB)
    put('a', 'api')
    put('a', 'api')
    put('a', 'web')
    expect(heard).toEqual(['DELETED a@2', 'ADDED a@4'])
  })

  it('begins with what stands, and says when that was all', () => {
    const { put, watch } = stage()
    put('a', 'web')
    put('b', 'api')
    expect(watch('sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true', WEB).heard).toEqual(['ADDED a@1', 'BOOKMARK 2 initial'])
    expect(watch('').heard).toEqual(['ADDED a@1', 'ADDED b@2'])
  })

  it('says 410 in the stream for a version that is forgotten, and waits for one that is still to come', () => {
    const { put, watch, store } = stage()
    put('a', 'web')
    put('a', 'web')
    store.compact()
    expect(watch('resourceVersion=1').heard).toEqual(['ERROR 410 too old resource version: 1 (2)', 'end'])
    const { heard } = watch('resourceVersion=3')
    put('a', 'web')
    put('a', 'web')
    expect(heard).toEqual(['MODIFIED a@4'])
  })

  it('is kept alive by bookmarks and ends on time', () => {
    const { put, watch, clock } = stage()
    put('a', 'web')
    const { heard } = watch('resourceVersion=1&allowWatchBookmarks=true&timeoutSeconds=130')
    clock.advance(60_000)
    put('x', 'web', 'other')
    clock.advance(70_000)
    put('a', 'web')
    expect(heard).toEqual(['BOOKMARK 1', 'BOOKMARK 2', 'BOOKMARK 2', 'end'])
  })
})
