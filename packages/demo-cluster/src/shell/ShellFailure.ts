/** An expansion or a builtin that a script cannot go on after: the shell says why and ends, or gives its prompt again. */
export class ShellFailure extends Error {
  readonly status: number

  constructor(message: string, status: number) {
    super(message)
    this.status = status
  }
}

/** `break`, `continue` and `return` on their way to what they leave. */
export class ShellJump extends Error {
  readonly kind: 'break' | 'continue' | 'return'
  /** How many loops are left, or what the function returns. */
  readonly value: number

  constructor(kind: ShellJump['kind'], value: number) {
    super(kind)
    this.kind = kind
    this.value = value
  }
}
