import { isSet, number, type Struct, struct, structs, text, textPairs, texts } from '../Struct.ts'
import { formed } from './checks.ts'
import { type FieldError, forbiddenField, invalid, required } from './FieldError.ts'
import { labelValue, qualifiedName } from './formats.ts'
import { labelErrors } from './metadata.ts'

type Errors = readonly FieldError[]

const WITH_VALUES = ['In', 'NotIn']
const WITHOUT_VALUES = ['Exists', 'DoesNotExist']

/** A selector of labels, wherever one is. */
export function selectorErrors(selector: unknown, field: string): Errors {
  const { matchLabels, matchExpressions } = struct(selector)
  const expressions = structs(matchExpressions).flatMap((one, index) => requirementErrors(one, `${field}.matchExpressions[${index}]`))
  return [...labelErrors(matchLabels, `${field}.matchLabels`), ...expressions]
}

function requirementErrors(requirement: Struct, field: string): Errors {
  const operator = text(requirement['operator'])
  const values = texts(requirement['values'])
  return [
    ...(WITH_VALUES.includes(operator) && values.length === 0 ? [required(`${field}.values`, "must be specified when `operator` is 'In' or 'NotIn'")] : []),
    ...(WITHOUT_VALUES.includes(operator) && values.length > 0
      ? [forbiddenField(`${field}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")]
      : []),
    ...([...WITH_VALUES, ...WITHOUT_VALUES].includes(operator) ? [] : [invalid(`${field}.operator`, operator, 'not a valid selector operator')]),
    ...formed(`${field}.key`, text(requirement['key']), qualifiedName(text(requirement['key']))),
    ...values.flatMap((value, index) => formed(`${field}.values[${index}]`, value, labelValue(value))),
  ]
}

/** Whether labels are selected; a selector that is absent selects nothing. */
export function isSelected(selector: unknown, labels: unknown): boolean {
  if (!isSet(selector)) return false
  const { matchLabels, matchExpressions } = struct(selector)
  const of = struct(labels)
  const pairs = textPairs(matchLabels).every(([key, value]) => of[key] === value)
  return pairs && structs(matchExpressions).every((one) => isMet(one, of[text(one['key'])]))
}

function isMet(requirement: Struct, value: unknown): boolean {
  const isListed = texts(requirement['values']).includes(text(value))
  const operator = text(requirement['operator'])
  if (operator === 'In') return isSet(value) && isListed
  if (operator === 'NotIn') return !isSet(value) || !isListed
  return operator === 'Exists' ? isSet(value) : !isSet(value)
}

/** Requirements on nodes know two operators more. */
export function nodeSelectorErrors(nodeSelector: Struct, field: string): Errors {
  const terms = structs(nodeSelector['nodeSelectorTerms'])
  if (terms.length === 0) return [required(`${field}.nodeSelectorTerms`, 'must have at least one node selector term')]
  return terms.flatMap((term, index) =>
    structs(term['matchExpressions']).flatMap((one, at) => nodeRequirementErrors(one, `${field}.nodeSelectorTerms[${index}].matchExpressions[${at}]`)),
  )
}

function nodeRequirementErrors(requirement: Struct, field: string): Errors {
  const operator = text(requirement['operator'])
  if (operator !== 'Gt' && operator !== 'Lt') return requirementErrors(requirement, field)
  const values = texts(requirement['values'])
  return values.length === 1 && Number.isInteger(number(Number(values[0])))
    ? []
    : [required(`${field}.values`, "must be specified single value when `operator` is 'Lt' or 'Gt'")]
}
