import type { Answer, Row } from './Row.ts'

/** Differences that are known, by row and number of the step, each with its reason. The list may only shrink. */
export const known: readonly { readonly at: string; readonly why: string }[] = []

/** One text for each command whose answer is not the recorded one; beginning with the row's name and the step's number. */
export function differences(row: Row, recorded: readonly Answer[], answers: readonly Answer[]): string[] {
  return answers.flatMap((answer, index) => {
    const real = recorded[index]
    if (real && same(real, answer)) return []
    const lines = real
      ? changed([`exit code ${real.code}`, ...real.out, ...real.err], [`exit code ${answer.code}`, ...answer.out, ...answer.err])
      : ['    not recorded']
    return [[`${row.name} ${index + 1}: kubectl ${answer.run}`, ...lines].join('\n')]
  })
}

/** One text for each command whose exit code is not the recorded one. */
export function otherCodes(row: Row, recorded: readonly Answer[], answers: readonly Answer[]): string[] {
  return answers.flatMap(({ run, code }, index) => {
    const real = recorded[index]
    return real?.code === code ? [] : [`${row.name} ${index + 1}: kubectl ${run}\n    real  exit code ${real?.code}\n    here  exit code ${code}`]
  })
}

function same(a: Answer, b: Answer): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function changed(real: readonly string[], ours: readonly string[]): string[] {
  const missing = real.filter((line) => !ours.includes(line)).map((line) => `    real  ${line}`)
  const added = ours.filter((line) => !real.includes(line)).map((line) => `    here  ${line}`)
  return missing.length + added.length > 0 ? [...missing, ...added] : ['    the same lines in another order']
}
