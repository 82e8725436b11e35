/** The same words in another language: every key of the English ones, and of a plural as many forms as the language has. */
export type Translated<Source, Form extends string = 'one' | 'other'> = Source extends string
  ? string
  : Source extends readonly string[]
    ? readonly string[]
    : {
        readonly [Key in keyof Source as Key extends `${string}_${'one' | 'other'}` ? never : Key]: Translated<
          Source[Key],
          Form
        >;
      } & { readonly [Key in keyof Source as Key extends `${infer Name}_other` ? `${Name}_${Form}` : never]: string };

/** Arabic tells none, one, two, a few, many and the rest apart. */
export type InArabic<Source> = Translated<Source, 'zero' | 'one' | 'two' | 'few' | 'many' | 'other'>;
