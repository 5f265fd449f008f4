import { expect, test } from 'vitest'
import { splitCommand } from './splitCommand.ts'

test.each<[string, string[]]>([
  ['', []],
  ['  \t\n ', []],
  ['netexec --http-port=8080', ['netexec', '--http-port=8080']],
  [`sh -c 'echo "hi there"; exit 3'`, ['sh', '-c', 'echo "hi there"; exit 3']],
  ['echo "a \\"b\\" \\\\ \\$HOME \\n"', ['echo', 'a "b" \\ $HOME \\n']],
  [`a''b "" ''`, ['ab', '', '']],
  ['one\\ word two\\\n three', ['one word', 'two', 'three']],
  [`it'"s'ours`, [`it"sours`]],
  ['grüße 🚢 "日 本"', ['grüße', '🚢', '日 本']],
])('%j is split as a shell splits it', (text, words) => {
  expect(splitCommand(text)).toMatchObject({ ok: true, words })
})

test.each([
  [`echo 'never closed`, 5, 'The single quote at character 6 is not closed.'],
  ['say "so', 4, 'The double quote at character 5 is not closed.'],
  ['a\\', 1, 'The backslash at the end has nothing to escape.'],
])('%j cannot be read, and where is said', (text, at, message) => {
  expect(splitCommand(text)).toEqual({ ok: false, at, message })
})

test('what a shell would act upon goes to the image as it is, and is named once', () => {
  expect(splitCommand('echo $HOME | wc -l && ls *.txt > out; echo `date` $(id) $HOME')).toMatchObject({
    words: ['echo', '$HOME', '|', 'wc', '-l', '&&', 'ls', '*.txt', '>', 'out;', 'echo', '`date`', '$(id)', '$HOME'],
    literal: ['$HOME', '|', '&&', '*', '>', ';', '`', '$(id'],
  })
  expect(splitCommand(`sh -c 'a | b && $c' "d;e" \\|`)).toMatchObject({ literal: [] })
})
