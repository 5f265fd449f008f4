/** A small drawing in lines, of the colour of the text; `d` is its path in 16 by 16. What it means is said by what it is in. */
export function LineIcon({ d }: { d: string }) {
  return (
    <svg
      aria-hidden="true"
      width="15"
      height="15"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={d} />
    </svg>
  )
}
