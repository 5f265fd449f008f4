/** A script that cannot be read. `incomplete` where more lines could still make it whole. */
export class ShellSyntaxError extends Error {
  readonly incomplete: boolean

  constructor(message: string, incomplete = false) {
    super(message)
    this.incomplete = incomplete
  }
}
