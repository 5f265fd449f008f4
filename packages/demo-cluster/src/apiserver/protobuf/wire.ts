/** A field as it stands on the wire: whole numbers (also those of eight bytes, as their bits) or bytes. */
export type WireValue = { readonly number: number; readonly value: bigint | Uint8Array }

const MAX_VARINT_BYTES = 10

/** Thrown for bytes that are no protobuf message; the decoder turns it into a refusal. */
export class BadProtobuf extends Error {}

/** The fields of a message in the order of its bytes. */
export function* wireFields(bytes: Uint8Array): Generator<WireValue> {
  const reader = new WireReader(bytes)
  while (!reader.ended) {
    const tag = Number(reader.varint())
    yield { number: tag >>> 3, value: reader.value(tag & 7) }
  }
}

/** The whole numbers of a packed list. */
export function packed(bytes: Uint8Array): readonly bigint[] {
  const reader = new WireReader(bytes)
  const values: bigint[] = []
  while (!reader.ended) values.push(reader.varint())
  return values
}

class WireReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get ended(): boolean {
    return this.#at >= this.#bytes.length
  }

  value(wireType: number): bigint | Uint8Array {
    switch (wireType) {
      case 0:
        return this.varint()
      case 1:
        return this.#fixed(8)
      case 2:
        return this.#take(Number(this.varint()))
      case 5:
        return this.#fixed(4)
      default:
        throw new BadProtobuf(`proto: illegal wireType ${wireType}`)
    }
  }

  varint(): bigint {
    let value = 0n
    for (let index = 0; index < MAX_VARINT_BYTES; index++) {
      const byte = this.#bytes[this.#at++]
      if (byte === undefined) throw new BadProtobuf('unexpected EOF')
      value |= BigInt(byte & 0x7f) << BigInt(7 * index)
      if (byte < 0x80) return BigInt.asUintN(64, value)
    }
    throw new BadProtobuf('proto: integer overflow')
  }

  #fixed(length: number): bigint {
    return [...this.#take(length)].reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n)
  }

  #take(length: number): Uint8Array {
    const end = this.#at + length
    if (end > this.#bytes.length) throw new BadProtobuf('unexpected EOF')
    const taken = this.#bytes.subarray(this.#at, end)
    this.#at = end
    return taken
  }
}
