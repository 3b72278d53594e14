function twig_include(Environment $env, $context, $template, $variables = [], $withContext = true, $ignoreMissing = false, $sandboxed = false)
{
    if ($withContext) {
        $variables = array_merge($context, $variables);
    }

    $sandbox = $sandboxed && $env->hasExtension(SandboxExtension::class) ? $env->getExtension(SandboxExtension::class) : null;
    $mustDisable = null !== $sandbox && !$sandbox->isSandboxed();
    if ($mustDisable) {
        $sandbox->enableSandbox();
    }

    try {
        $names = \is_array($template) ? array_values($template) : [$template];
        foreach ($names as $position => $name) {
            $isObject = $name instanceof Template || $name instanceof TemplateWrapper;
            if (!$isObject && \count($names) > 1 && !$env->getLoader()->exists($name)) {
                continue;
            }
            try {
                $found = $isObject ? $name : $env->load($name);
            } catch (LoaderError $e) {
                if (!$ignoreMissing) {
                    throw $e;
                }

                return '';
            }
            if (null !== $sandbox) {
                $found->unwrap()->checkSecurity();
            }

            return $found->render($variables);
        }
        if (!$ignoreMissing) {
            throw new LoaderError(sprintf('Unable to find one of the following templates: "%s".', implode('", "', $names)));
        }

        return '';
    } finally {
        if ($mustDisable) {
            $sandbox->disableSandbox();
        }
    }
}
