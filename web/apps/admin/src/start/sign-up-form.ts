import { newPassword } from '../account/new-password';
import { z } from '../zod';

/** A new shop as it stands in the form. */
export const signUpForm = z.object({
  shop_name: z.string().trim().min(1, 'signUp.invalid.name').max(200, 'signUp.invalid.nameLong'),
  shop_code: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9-]{3,40}$/, 'signUp.invalid.code'),
  country: z.string(),
  currency: z.string(),
  time_zone: z.string(),
  owner_name: z.string().trim().min(1, 'signUp.invalid.owner').max(200, 'signUp.invalid.nameLong'),
  email: z.email('signIn.emailWrong').trim(),
  password: newPassword,
});

export type SignUpForm = z.infer<typeof signUpForm>;
