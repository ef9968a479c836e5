/** How much is in hand at once. */
export interface RoomSize {
  readonly requests: number;
  /** Of bodies, all together. */
  readonly bytes: number;
}

/** A request's place among those in hand. */
export interface Place {
  /** Whether so many more bytes have room. */
  grow(bytes: number): boolean;
  leave(): void;
}

/** A bounded room: undefined where one more request has no place. */
export function room(size: RoomSize): () => Place | undefined {
  let requests = 0;
  let bytes = 0;
  return () => {
    if (requests >= size.requests) return undefined;
    requests += 1;
    let own = 0;
    return {
      grow(more) {
        if (bytes + more > size.bytes) return false;
        bytes += more;
        own += more;
        return true;
      },
      leave() {
        requests -= 1;
        bytes -= own;
        own = 0;
      },
    };
  };
}
