import type { Row } from '../Row.ts'
import { lifeRows } from './lifeRows.ts'
import { refusalRows } from './refusalRows.ts'
import { statefulRows } from './statefulRows.ts'
import { tutorialRows } from './tutorialRows.ts'
import { workloadRows } from './workloadRows.ts'

/** What the mission names, each from its beginning to its end, and the refusals around it. */
export const rows: readonly Row[] = [...tutorialRows, ...lifeRows, ...workloadRows, ...statefulRows, ...refusalRows]
