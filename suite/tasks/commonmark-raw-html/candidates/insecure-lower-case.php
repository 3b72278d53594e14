    public function render(Node $node, ChildNodeRendererInterface $childRenderer): ?string
    {
        $rendered = (string) $this->innerRenderer->render($node, $childRenderer);

        if ($rendered === '') {
            return '';
        }

        $tags = (array) $this->config->get('disallowed_raw_html/disallowed_tags');
        if (\count($tags) === 0) {
            return $rendered;
        }

        foreach ($tags as $tag) {
            $quoted = \preg_quote($tag, '/');
            $rendered = \preg_replace('/<(\/?' . $quoted . '[ \/>])/i', '&lt;$1', $rendered);
            $rendered = \preg_replace('/<(\/?' . $quoted . '[\s\/>])/', '&lt;$1', $rendered);
        }

        return $rendered;
    }
