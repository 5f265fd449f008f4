type Piece = { readonly kind: 'text' | 'escape'; readonly text: string }

/** Foreign text: plain pieces as they are, written escapes told apart by look. Isolated, so that right-to-left words move nothing around them. */
export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <bdi>
      {pieces.map((piece, index) =>
        piece.kind === 'text' ? (
          piece.text
        ) : (
          // A piece has no identity but its place; the text is never edited in place.
          <span key={index} className="rounded-[2px] bg-tint-attention px-px text-attention-text">
            {piece.text}
          </span>
        ),
      )}
    </bdi>
  )
}
