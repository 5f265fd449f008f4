import { SECRET_TYPES, type SecretType } from '@binnacle/shared'
import { Field } from './Field.tsx'

const TYPE_WORDS = {
  Opaque: 'Opaque: keys of your own',
  'kubernetes.io/tls': 'TLS: certificate and private key (kubernetes.io/tls)',
  'kubernetes.io/dockerconfigjson': 'Registry login (kubernetes.io/dockerconfigjson)',
  'kubernetes.io/basic-auth': 'Basic auth: user name and password (kubernetes.io/basic-auth)',
} as const

/** What kind of Secret it will be; each asks for keys of its own. */
export function TypePicker({ type, onChange }: { type: SecretType; onChange: (type: SecretType) => void }) {
  return (
    <div className="w-fit">
      <Field label="Type" fault={null}>
        {(given) => (
          <select {...given} className="field" value={type} onChange={({ target }) => onChange(SECRET_TYPES.find((each) => each === target.value) ?? 'Opaque')}>
            {SECRET_TYPES.map((each) => (
              <option key={each} value={each}>
                {TYPE_WORDS[each]}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  )
}
