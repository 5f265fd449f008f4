export function Chevron() {
  return (
    <svg aria-hidden="true" width="9" height="9" viewBox="0 0 8 8" className="shrink-0 text-muted">
      <path d="M1 2.5h6L4 6.5z" fill="currentColor" />
    </svg>
  )
}
