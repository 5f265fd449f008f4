import { readFileSync } from 'node:fs'
import { delimiter, dirname, isAbsolute, join } from 'node:path'
import { load } from 'js-yaml'
import * as z from 'zod/mini'

const Text = z.optional(z.nullable(z.string()))
const list = <T extends z.core.SomeType>(entry: T) => z.optional(z.nullable(z.array(entry)))

const ClusterEntry = z.looseObject({
  server: z.string(),
  'certificate-authority': Text,
  'certificate-authority-data': Text,
  'insecure-skip-tls-verify': z.optional(z.nullable(z.boolean())),
  'tls-server-name': Text,
  'proxy-url': Text,
})
export type ClusterEntry = z.infer<typeof ClusterEntry>

const UserEntry = z.looseObject({
  'client-certificate': Text,
  'client-certificate-data': Text,
  'client-key': Text,
  'client-key-data': Text,
  token: Text,
  tokenFile: Text,
  username: Text,
  password: Text,
  as: Text,
  'as-groups': list(z.string()),
  exec: z.optional(z.nullable(z.looseObject({ command: z.string(), apiVersion: Text, env: list(z.looseObject({ name: z.string(), value: z.string() })) }))),
  'auth-provider': z.optional(z.nullable(z.looseObject({ name: z.string() }))),
})
export type UserEntry = z.infer<typeof UserEntry>

const ContextBody = z.looseObject({ cluster: z.string(), user: Text, namespace: Text })

const Document = z.looseObject({
  clusters: list(z.looseObject({ name: z.string(), cluster: ClusterEntry })),
  users: list(z.looseObject({ name: z.string(), user: z.optional(z.nullable(UserEntry)) })),
  contexts: list(z.looseObject({ name: z.string(), context: ContextBody })),
  'current-context': Text,
})
type Document = z.infer<typeof Document>

/** One context with what it points at, paths made absolute. */
export type ContextEntry = {
  readonly name: string
  readonly clusterName: string
  readonly userName: string
  readonly namespace: string | null
  readonly cluster: ClusterEntry
  readonly user: UserEntry
}

export type Kubeconfig = {
  readonly contexts: ReadonlyMap<string, ContextEntry>
  readonly current: string | null
  /** Why there is nothing to open, or what is wrong with the files; null when all is well. */
  readonly problem: string | null
  /** No file names a cluster, and none of them is broken. */
  readonly absent: boolean
}

/** The files that kubectl would read: those of KUBECONFIG, else `~/.kube/config`. */
export function kubeconfigFiles(variable: string | undefined, home: string): readonly string[] {
  const named = (variable ?? '').split(delimiter).filter((file) => file !== '')
  return named.length > 0 ? [...new Set(named)] : [join(home, '.kube', 'config')]
}

/** Joins the files as kubectl does: a missing file is no fault, and of two entries with one name the first counts. Never throws. */
export function readKubeconfig(files: readonly string[]): Kubeconfig {
  const documents: Document[] = []
  for (const file of files) {
    const read = readDocument(file)
    if (read.problem !== null) return { contexts: new Map(), current: null, problem: read.problem, absent: false }
    if (read.document) documents.push(read.document)
  }
  const contexts = contextsOf(documents)
  const current = documents.map((document) => document['current-context']).find((name) => name) ?? null
  return { contexts, current, problem: contexts.size > 0 ? null : problemOf(files, documents.length), absent: contexts.size === 0 }
}

function problemOf(files: readonly string[], found: number): string {
  const names = files.join(', ')
  return found === 0 ? `There is no kubeconfig at ${names}.` : `The kubeconfig at ${names} has no context that names a cluster.`
}

function contextsOf(documents: readonly Document[]): Map<string, ContextEntry> {
  const clusters = firstByName(documents.flatMap((document) => document.clusters ?? []))
  const users = firstByName(documents.flatMap((document) => document.users ?? []))
  const contexts = new Map<string, ContextEntry>()
  for (const { name, context } of documents.flatMap((document) => document.contexts ?? [])) {
    const cluster = clusters.get(context.cluster)?.cluster
    if (contexts.has(name) || !cluster) continue
    const userName = context.user ?? ''
    const user = users.get(userName)?.user ?? {}
    contexts.set(name, { name, clusterName: context.cluster, userName, namespace: context.namespace ?? null, cluster, user })
  }
  return contexts
}

function firstByName<T extends { name: string }>(entries: readonly T[]): Map<string, T> {
  const byName = new Map<string, T>()
  for (const entry of entries) if (!byName.has(entry.name)) byName.set(entry.name, entry)
  return byName
}

function readDocument(file: string): { document?: Document; problem: string | null } {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR')) return { problem: null }
    return { problem: `The kubeconfig at ${file} cannot be read: ${thrown instanceof Error ? thrown.message : 'unknown reason'}.` }
  }
  if (text.trim() === '') return { problem: null }
  try {
    return { document: absolute(Document.parse(load(text)), dirname(file)), problem: null }
  } catch (thrown) {
    return { problem: `The kubeconfig at ${file} is not valid: ${reasonOf(thrown)}` }
  }
}

/** Only where it is wrong, never what stands there: the file holds keys and tokens. */
function reasonOf(thrown: unknown): string {
  if (thrown instanceof z.core.$ZodError) {
    const issue = thrown.issues[0]
    return issue ? `${issue.path.join('.') || 'the file'} has the wrong type.` : 'it has the wrong form.'
  }
  const line = thrown instanceof Error ? /\((\d+):\d+\)/.exec(thrown.message)?.[1] : undefined
  return line ? `line ${line} is not YAML.` : 'it is not YAML.'
}

function absolute(document: Document, folder: string): Document {
  const at = (path: string | null | undefined) => (path && !isAbsolute(path) ? join(folder, path) : path)
  for (const { cluster } of document.clusters ?? []) {
    cluster['certificate-authority'] = at(cluster['certificate-authority'])
  }
  for (const { user } of document.users ?? []) {
    if (!user) continue
    user['client-certificate'] = at(user['client-certificate'])
    user['client-key'] = at(user['client-key'])
    user.tokenFile = at(user.tokenFile)
    // As kubectl: a bare command is looked up in PATH, one with a slash is relative to the file that names it.
    if (user.exec?.command.includes('/')) user.exec.command = at(user.exec.command) ?? user.exec.command
  }
  return document
}
