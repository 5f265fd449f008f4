import { MAX_DATA_REQUEST_BYTES, type Outcome } from '@binnacle/shared'
import express, { type NextFunction, type Request, type Response } from 'express'
import { isShallow } from './isShallow.ts'
import { refusals } from './refusals.ts'

/** Larger than anything that this Binnacle takes, smaller than anything that hurts. */
const MAX_BODY_BYTES = 1024 * 1024
/** Values of Secrets and ConfigMaps travel as base64, documents as JSON text: both are larger than what they stand for. */
const CARRIES_DATA = /^\/api\/c\/[^/]*\/commands\/(secrets|configmaps|objects)\./

/** What `createHttp`'s error handler reads from a thrown value: a status, and which of the faults with that status. */
type Refused = { readonly status: number; readonly type: string }

const jsonUpTo = (limit: number) => express.json({ limit, inflate: false, strict: true, type: 'application/json' })
const [smallJson, largeJson] = [jsonUpTo(MAX_BODY_BYTES), jsonUpTo(MAX_DATA_REQUEST_BYTES)] as const

/** A body is JSON in UTF-8, not compressed, within the limit and not nested deeply; where there is none it is undefined. */
export const checkedBody = [
  (req: Request, _res: Response, next: NextFunction): void => {
    const hasBody = req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0
    const refused: Refused = { status: 415, type: 'type' }
    next(hasBody && !req.is('application/json') ? refused : undefined)
  },
  (req: Request, res: Response, next: NextFunction): void => (CARRIES_DATA.test(req.url) ? largeJson : smallJson)(req, res, next),
  (req: Request, _res: Response, next: NextFunction): void => {
    const refused: Refused = { status: 400, type: 'nesting' }
    next(isShallow(req.body) ? undefined : refused)
  },
]

/** Nothing that matters ever stands in a query: it would end in logs and histories. */
export function noQuery(req: Request, _res: Response, next: NextFunction): void {
  const refused: Refused = { status: 400, type: 'query' }
  next(req.url.includes('?') ? refused : undefined)
}

/** The input of a read: the one query key `input`, once. */
export function checkedInput(req: Request): Outcome<unknown> {
  const query = [...new URLSearchParams(req.url.split('?').slice(1).join('?'))]
  const [only, ...others] = query
  if (only === undefined) return { ok: true, output: {} }
  if (only[0] !== 'input' || others.length > 0) return { ok: false, failure: refusals.query }
  try {
    const output: unknown = JSON.parse(only[1])
    return isShallow(output) ? { ok: true, output } : { ok: false, failure: refusals.nesting }
  } catch {
    return { ok: false, failure: refusals.json }
  }
}
