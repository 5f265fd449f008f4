/** The id of this build; the server sends its own with its first frame. */
declare const __BUILD__: string
