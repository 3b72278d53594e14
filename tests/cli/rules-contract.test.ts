import { join } from 'node:path';
import { expect, test } from 'vitest';
import { answerContract } from '../../src/cli/actions/rules-contract.ts';
import { openTerminal } from '../../src/cli/terminal.ts';
import { contractFolder } from './contract-folder.ts';

test('the contract asks rules by language and kind of flaw, and says -1 where it cannot', async () => {
  const { cwd, ask, answer } = contractFolder();
  const repository = join(cwd, 'repository');
  const asked = async (input: unknown): Promise<unknown> => {
    ask(input);
    await answerContract([join(cwd, 'input.json'), join(cwd, 'output.json')], { rules: [join(cwd, 'rules')], maxSize: 100 }, openTerminal());
    return answer();
  };
  expect(await asked({ path: repository, language: 'javascript', vuln_type: ['command injection'] })).toEqual({ detected_vul_num: 1, error_message: '' });
  expect(await asked({ path: repository })).toEqual({ detected_vul_num: 3, error_message: '' });
  expect(await asked({ path: repository, language: 'php', vuln_type: ['code injection'] })).toEqual({ detected_vul_num: 1, error_message: '' });
  expect(await asked({ path: repository, language: 'javascript', vuln_type: ['xss'] })).toEqual({ detected_vul_num: -1, error_message: 'no rule is about xss in javascript' });
  expect(await asked({ path: repository, language: 'go' })).toEqual({ detected_vul_num: -1, error_message: 'there is no language "go"' });
  expect(await asked({ path: join(cwd, 'nowhere') })).toMatchObject({ detected_vul_num: -1, error_message: expect.stringContaining('nowhere') });
  expect(await asked({ vuln_type: [] })).toMatchObject({ detected_vul_num: -1, error_message: expect.stringMatching(/^the input is not of the contract: path: /) });
  expect(await asked('no json')).toMatchObject({ detected_vul_num: -1 });
});
