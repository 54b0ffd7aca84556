import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import CodeStep from './CodeStep.svelte';

function renderStep(fault: 'code-wrong' | null = null) {
	const oncode = vi.fn();
	const props = {
		email: 'ana@school.ca',
		fault,
		busy: false,
		oncode,
		onresend: async () => null,
		onback() {}
	};
	return { oncode, props, screen: render(CodeStep, props) };
}

test('six digits are enough to go on, with or without blanks', async () => {
	const { oncode } = renderStep();
	await page.getByLabelText('Code').fill('123 456');
	expect(oncode).toHaveBeenCalledExactlyOnceWith('123456');
	await expect.element(page.getByLabelText('Code')).toHaveValue('123456');
});

test('fewer digits are not sent', async () => {
	const { oncode } = renderStep();
	await page.getByLabelText('Code').fill('12345');
	await page.getByRole('button', { name: 'Sign in' }).click();
	expect(oncode).not.toHaveBeenCalled();
});

test('a wrong code is said to be wrong until it is changed', async () => {
	const { screen, props } = renderStep();
	await page.getByLabelText('Code').fill('123456');
	await (await screen).rerender({ ...props, fault: 'code-wrong' });
	await expect.element(page.getByLabelText('Code')).toHaveAttribute('aria-invalid', 'true');
	await page.getByLabelText('Code').fill('12345');
	await expect.element(page.getByLabelText('Code')).not.toHaveAttribute('aria-invalid');
});
