/** Every Job that Binnacle launches, and its pods, carry this label. */
export const MANAGED_BY_LABEL = 'app.kubernetes.io/managed-by'
export const MANAGED_BY = 'binnacle'
/** On the Job: run time, time between samples and what happens at the end, as JSON (`RunPlan`). */
export const RUN_ANNOTATION = 'binnacle.dev/run'
/** On the Job: when someone asked Binnacle to end it before its time (RFC 3339). */
export const TERMINATED_AT_ANNOTATION = 'binnacle.dev/terminated-at'
/** On the Job: how the run ended, as JSON (`RunOutcome`). Never a line of a log. */
export const OUTCOME_ANNOTATION = 'binnacle.dev/outcome'
/** On the Job: the request that made it, so that a reply which got lost can be told from a name that is taken. */
export const REQUEST_ANNOTATION = 'binnacle.dev/request-id'
