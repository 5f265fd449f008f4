import type { Json } from '../statuses.ts'

/** What a watch tells of an object. */
export type Heard<Kind extends Json> = { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: Kind }

/** Tells what happens to the objects of a collection from now on, until the signal; returns when the watch stands. */
export async function watchObjects<Kind extends Json>(url: string, signal: AbortSignal, hear: (heard: Heard<Kind>) => void): Promise<void> {
  const list = (await (await fetch(url)).json()) as { metadata: { resourceVersion: string } } // the border: what an apiserver sent
  const from = new URL(url)
  from.searchParams.set('watch', 'true')
  from.searchParams.set('resourceVersion', list.metadata.resourceVersion)
  const response = await fetch(from, { signal })
  void read(response, hear).catch((failure: unknown) => {
    if (!signal.aborted) throw failure
  })
}

async function read<Kind extends Json>(response: Response, hear: (heard: Heard<Kind>) => void): Promise<void> {
  let rest = ''
  for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) hear(JSON.parse(line) as Heard<Kind>) // the border: what an apiserver sent
  }
}
