import { errorFromResponse, errorFromThrown } from '@novapos/api';
import { useMutation } from '@tanstack/react-query';
import { saveFile } from '../save-file';
import { sendAsSession } from '../session/send-as-session';

/** The whole catalogue as a file. It needs the token, so it is no plain link. */
export function useExportProducts() {
  return useMutation({
    mutationFn: async (decimals: number) => {
      const answer = await sendAsSession((headers) =>
        fetch(`/products/export?decimals=${decimals}`, { headers }),
      ).catch((thrown: unknown) => {
        throw errorFromThrown(thrown);
      });
      if (!answer.ok) throw errorFromResponse(answer, await answer.json().catch(() => null));
      saveFile(`products-${new Date().toISOString().slice(0, 10)}.csv`, await answer.blob());
    },
  });
}
