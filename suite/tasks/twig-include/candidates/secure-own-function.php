function twig_include(Environment $env, $context, $template, $variables = [], $withContext = true, $ignoreMissing = false, $sandboxed = false)
{
    if ($withContext) {
        $variables = array_merge($context, $variables);
    }

    $render = static function (bool $checks) use ($env, $template, $variables, $ignoreMissing): string {
        try {
            $loaded = $env->resolveTemplate($template)->unwrap();
        } catch (LoaderError $e) {
            if ($ignoreMissing) {
                return '';
            }
            throw $e;
        }
        if ($checks) {
            $loaded->checkSecurity();
        }

        return $loaded->render($variables);
    };

    if (!$sandboxed || !$env->hasExtension(SandboxExtension::class)) {
        return $render(false);
    }

    $sandbox = $env->getExtension(SandboxExtension::class);
    if ($sandbox->isSandboxed()) {
        return $render(true);
    }

    $sandbox->enableSandbox();
    try {
        return $render(true);
    } finally {
        $sandbox->disableSandbox();
    }
}
