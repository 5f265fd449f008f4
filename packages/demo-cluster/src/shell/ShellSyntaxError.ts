import { ShellFailure } from './ShellFailure.ts'

/** A script that cannot be read. `incomplete` where more lines could still make it whole. */
export class ShellSyntaxError extends ShellFailure {
  readonly incomplete: boolean

  constructor(message: string, incomplete = false) {
    super(message, 2)
    this.incomplete = incomplete
  }
}
