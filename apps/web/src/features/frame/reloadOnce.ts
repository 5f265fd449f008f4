const KEY = 'binnacle.reloaded'

/** Reloads at the first look that nothing typed would be lost, and never twice for the same build: a page that stays old must not turn in circles. */
export function reloadOnce(build: string): void {
  const typed = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input:not([type=checkbox]), textarea')].some(
    (field) => field.value !== '',
  )
  if (typed || document.querySelector('dialog:modal, [popover]:popover-open') !== null || sessionStorage.getItem(KEY) === build) return
  sessionStorage.setItem(KEY, build)
  location.reload()
}
