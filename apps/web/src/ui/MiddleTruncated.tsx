/** Characters that always stay: the suffix is what tells siblings apart. */
const KEPT = 8

/** A name that gives up its middle first. The whole name is one text for search, copy and screen readers. */
export function MiddleTruncated({ text }: { text: string }) {
  const cut = Math.max(0, text.length - KEPT)
  return (
    <span className="middle-truncated" title={text}>
      <span className="middle-truncated-head">{text.slice(0, cut)}</span>
      <span>{text.slice(cut)}</span>
    </span>
  )
}
