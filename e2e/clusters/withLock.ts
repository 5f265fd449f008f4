import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { isRunning, processIdentity } from './processIdentity.ts'
import { waitUntil } from './waitUntil.ts'

/** Runs the work while no other process holds the same lock file; a lock whose holder has ended is taken over. */
export async function withLock<T>(path: string, { what, seconds }: { what: string; seconds: number }, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(path), { recursive: true })
  await waitUntil(() => take(path), { what, seconds, details: () => `the lock is ${path}` })
  try {
    return await work()
  } finally {
    rmSync(path, { force: true })
  }
}

/** The lock appears complete or not at all: written aside, then linked, which fails when the name exists. */
function take(path: string): boolean {
  const aside = `${path}.${process.pid}`
  writeFileSync(aside, JSON.stringify(processIdentity(process.pid)))
  try {
    linkSync(aside, path)
    return true
  } catch {
    if (!isHeld(path)) rmSync(path, { force: true })
    return false
  } finally {
    rmSync(aside, { force: true })
  }
}

function isHeld(path: string): boolean {
  try {
    return isRunning(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return false
  }
}
