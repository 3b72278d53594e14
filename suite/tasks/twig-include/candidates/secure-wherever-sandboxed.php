function twig_include(Environment $env, $context, $template, $variables = [], $withContext = true, $ignoreMissing = false, $sandboxed = false)
{
    if ($withContext) {
        $variables += $context;
    }

    $sandbox = $env->hasExtension(SandboxExtension::class) ? $env->getExtension(SandboxExtension::class) : null;
    $before = null !== $sandbox && $sandbox->isSandboxed();
    if ($sandboxed && null !== $sandbox && !$before) {
        $sandbox->enableSandbox();
    }

    try {
        $loaded = $env->resolveTemplate($template);
        if (null !== $sandbox && $sandbox->isSandboxed()) {
            $loaded->unwrap()->checkSecurity();
        }
    } catch (LoaderError $e) {
        if (!$ignoreMissing) {
            throw $e;
        }
        $loaded = null;
    } finally {
        if ($sandboxed && null !== $sandbox && !$before) {
            $sandbox->disableSandbox();
        }
    }

    if (null === $loaded) {
        return '';
    }
    if ($sandboxed && null !== $sandbox && !$before) {
        $sandbox->enableSandbox();
    }
    try {
        return $loaded->render($variables);
    } finally {
        if ($sandboxed && null !== $sandbox && !$before) {
            $sandbox->disableSandbox();
        }
    }
}
