import { fromBase64, MAX_DATA_BYTES, SECRET_TYPES, textOfBytes, toBase64, utf8Bytes } from '@binnacle/shared'
import { describe, expect, it } from 'vitest'
import { type Draft, type DraftValue, emptyDraft, withRows, withType } from './Draft.ts'
import { draftData } from './draftData.ts'
import { cleanedName, draftFaults, nameFault } from './draftFaults.ts'
import { pastedLines } from './pastedLines.ts'
import { valueNotes } from './valueNotes.ts'

const text = (value: string): DraftValue => ({ from: 'text', text: value })
const draft = (...rows: [string, DraftValue][]): Draft =>
  withRows(
    emptyDraft,
    rows.map(([key, value]) => ({ key, value })),
  )
const said = (of: Draft): string => [...draftFaults(of).values()].join(' ')
const plain = (base64: string | undefined): string | null => textOfBytes(fromBase64(base64 ?? ''))
const encoded = (value: string): string => toBase64(utf8Bytes(value))
const decoded = (of: Draft): [string, string | null][] => draftData(of).map(({ key, value }) => [key, plain(value)])

describe('bad input of a new secret, row by row', () => {
  it('no keys: asks for one, though the cluster would take none', () => {
    expect(said({ ...emptyDraft, rows: [] })).toContain('At least one key is needed')
  })

  it.each(['a b', 'a/b', 'ü', '..', '..a', '.'])('the key %j is blocked by its grammar', (key) => {
    expect(said(draft([key, text('x')]))).toContain('Letters, digits')
  })

  it('an empty key and one of 254 characters are blocked; 253 are not', () => {
    expect(said(draft(['', text('x')]))).toContain('A key is needed')
    expect(said(draft(['a'.repeat(254), text('x')]))).toContain('these are 254')
    expect(said(draft(['a'.repeat(253), text('x')]))).toBe('')
  })

  it('keys that JavaScript has of its own are keys like any other', () => {
    const tricky = draft(['__proto__', text('1')], ['constructor', text('2')], ['toString', text('3')])
    expect(said(tricky)).toBe('')
    expect(decoded(tricky)).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
      ['toString', '3'],
    ])
  })

  it('a key that stands twice is blocked in both places', () => {
    expect([...draftFaults(draft(['a', text('1')], ['a', text('2')])).keys()]).toHaveLength(2)
  })

  it('an empty value is allowed, and said', () => {
    expect(said(draft(['a', text('')]))).toBe('')
    expect(valueNotes('')).toEqual([{ tone: 'hint', text: '(empty)' }])
    expect(decoded(draft(['a', text('')]))).toEqual([['a', '']])
  })

  it.each(['a\0b', 'a\r\nb', '🚢', 'a\u2028b', '\ufeffx'])('%j is sent byte by byte', (value) => {
    expect(said(draft(['a', text(value)]))).toBe('')
    expect(plain(draftData(draft(['a', text(value)]))[0]?.value)).toBe(value)
  })

  it.each(['\ud800', 'a\udc00', '🚢\ud83d'])('half of a character (%j) is blocked: not valid text', (value) => {
    expect(said(draft(['a', text(value)]))).toContain('not valid text')
  })

  it('white space at an edge is warned of, with marks that can be seen', () => {
    expect(valueNotes(' x')).toMatchObject([{ tone: 'warn', marks: '␠…' }])
    expect(valueNotes('x\n')).toMatchObject([{ tone: 'warn', marks: '…⏎' }])
    expect(valueNotes('x y')).toEqual([])
  })

  it('what cannot be seen is written out', () => {
    expect(valueNotes('a\u200bb\u202e')).toMatchObject([{ tone: 'warn', marks: '\\u200b \\u202e' }])
  })

  it('what is base64 already gets a hint, and other words do not', () => {
    expect(valueNotes(encoded('twkubernetes'))).toMatchObject([{ tone: 'hint', text: expect.stringContaining('encoded again') as string }])
    for (const word of ['password', 'produser', 'twkubernetes', 'a1b2c3d4']) expect([word, valueNotes(word)]).toEqual([word, []])
  })

  it('a mebibyte together is the limit', () => {
    const file = (length: number): DraftValue => ({ from: 'file', name: 'f', bytes: new Uint8Array(length) })
    expect(said(draft(['a', file(MAX_DATA_BYTES - 1)], ['b', text('x')]))).toBe('')
    expect(said(draft(['a', file(MAX_DATA_BYTES)], ['b', text('x')]))).toContain('1,048,577 bytes')
  })

  it.each(['DB_Pass', '', '-a', 'a-', 'jöb', '../x', '🚢', 'a'.repeat(254), 'a..b'])('the name %j is blocked', (name) => {
    expect(nameFault(name)).not.toBeNull()
  })

  it('a name that the cluster would take is offered', () => {
    expect([cleanedName('DB_Pass'), cleanedName('jöb'), cleanedName('../x'), cleanedName('🚢')]).toEqual(['db-pass', 'job', 'x', null])
    expect(nameFault('lbapp-db')).toBeNull()
  })
})

describe('typed secrets ask for their keys', () => {
  it('offers no service-account token', () => {
    expect(SECRET_TYPES).not.toContain('kubernetes.io/service-account-token')
  })

  it('keeps what was typed when the type changes', () => {
    const typed = draft(['username', text('ada')], ['other', text('x')])
    const basic = withType(typed, 'kubernetes.io/basic-auth')
    expect(basic.rows.map(({ key, fixed }) => [key, fixed])).toEqual([
      ['username', true],
      ['password', true],
      ['other', false],
    ])
    expect(withType(basic, 'Opaque').rows.map(({ key }) => key)).toEqual(['username', 'other'])
  })

  it('a TLS secret without PEM, or with the two exchanged, is blocked beside the value', () => {
    const tls = withType(emptyDraft, 'kubernetes.io/tls')
    expect(said(tls)).toContain('A certificate in PEM is needed')
    const exchanged = withType(
      draft(
        ['tls.crt', text('-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----')],
        ['tls.key', text('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----')],
      ),
      'kubernetes.io/tls',
    )
    expect(said(exchanged)).toBe('This is a private key; here belongs the certificate. This is a certificate; here belongs its private key.')
  })

  it('a registry login becomes the JSON that kubectl makes', () => {
    const login = { ...withType(emptyDraft, 'kubernetes.io/dockerconfigjson'), login: { server: 'r.example', username: 'ada', password: 'p"ü', email: '' } }
    expect(said(login)).toBe('')
    const [only] = draftData(login)
    expect(JSON.parse(plain(only?.value) ?? '')).toEqual({
      auths: { 'r.example': { username: 'ada', password: 'p"ü', auth: encoded('ada:p"ü') } },
    })
    expect(said({ ...login, login: { ...login.login, server: '', username: 'a:b', password: '' } })).toMatch(/registry.*":".*password/s)
  })
})

describe('pasted lines', () => {
  it('become rows; comments and empty lines do not', () => {
    expect(pastedLines('# db\nA=1\n\nexport B=x=y z\n')).toEqual([
      { key: 'A', value: '1' },
      { key: 'B', value: 'x=y z' },
    ])
  })

  it('are left alone when they are something else', () => {
    for (const other of ['', 'just words', 'A=1\nand words', '-----BEGIN X-----']) expect(pastedLines(other)).toBeNull()
  })
})
