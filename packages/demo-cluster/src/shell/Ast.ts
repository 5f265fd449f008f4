/** What a word is made of before it is expanded. Quoted parts are neither split nor matched against files. */
export type WordPart =
  | { readonly type: 'text'; readonly text: string; readonly quoted: boolean }
  | { readonly type: 'parameter'; readonly name: string; readonly operator: string; readonly word: Word; readonly quoted: boolean }
  | { readonly type: 'command'; readonly script: Script; readonly quoted: boolean }
  | { readonly type: 'arithmetic'; readonly word: Word; readonly quoted: boolean }

export type Word = readonly WordPart[]

export type Redirect = {
  readonly descriptor: number
  readonly operator: '<' | '>' | '>>' | '>&' | '<&' | '<<'
  /** The file, the number of a descriptor, or the text of a here-document; read after the line it stands in. */
  word: Word
}

export type Assignment = { readonly name: string; readonly value: Word }

export type Command =
  | { readonly type: 'simple'; readonly assignments: readonly Assignment[]; readonly words: readonly Word[]; readonly redirects: readonly Redirect[] }
  | { readonly type: 'pipeline'; readonly commands: readonly Command[]; readonly negated: boolean }
  | { readonly type: 'both'; readonly first: Command; readonly operator: '&&' | '||'; readonly second: Command }
  | { readonly type: 'group'; readonly body: Script; readonly redirects: readonly Redirect[] }
  | { readonly type: 'subshell'; readonly body: Script; readonly redirects: readonly Redirect[] }
  | {
      readonly type: 'if'
      readonly branches: readonly { readonly test: Script; readonly body: Script }[]
      readonly otherwise: Script
      readonly redirects: readonly Redirect[]
    }
  | { readonly type: 'while'; readonly until: boolean; readonly test: Script; readonly body: Script; readonly redirects: readonly Redirect[] }
  | { readonly type: 'for'; readonly name: string; readonly words: readonly Word[] | null; readonly body: Script; readonly redirects: readonly Redirect[] }
  | {
      readonly type: 'case'
      readonly word: Word
      readonly cases: readonly { readonly patterns: readonly Word[]; readonly body: Script }[]
      readonly redirects: readonly Redirect[]
    }
  | { readonly type: 'function'; readonly name: string; readonly body: Command }

/** Commands one after another, some of them in the background. */
export type Script = readonly { readonly command: Command; readonly background: boolean }[]
