/**
 * A config as large products have it: sections within sections, lists, and a comment to nearly every key, in at least
 * as many bytes. Says what `own` says at its end.
 */
export const longConfig = (bytes: number, own: string): string => {
  const parts = ['---\n# The whole product is set up here. Each section is explained above it.\n'];
  let length = 0;
  for (let nth = 1; length < bytes; nth += 1) {
    const part = sectionOf(nth);
    parts.push(part);
    length += Buffer.byteLength(part);
  }
  return [...parts, own].join('');
};

const sectionOf = (nth: number): string => `
# ----------------------------------------------------------------------------
# Room ${nth}. Ein Raum mit Regalen: räumlich, übersichtlich, und für alle da.
room${nth}:
  enable: ${nth % 2 === 0}                # Should the room be used? true/false
  shelves:
    top: { width: ${nth * 10}, unit: 'cm' }
    middle:
      width: ${nth * 20}                  # In centimetres
      # What may stand here. The first that fits is used.
      allowed:
        - jars
        - tins                            # But no open ones
        - name: "bottle ${nth}"
          tags: [glass, 'heavy', "fragile: yes"]
  notify:
    mail:
      enable: false
      from: "Larder <larder${nth}@example.org>"
      body: |
        Room ${nth} is full.
        # This is no comment.
    webhook:
      url: 'https://hooks.example.org/room/${nth}?token=none'   # Full URL
`;
