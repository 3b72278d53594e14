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

        $listed = \array_fill_keys(\array_map('strtolower', $tags), true);
        $escape = static function (array $match) use ($listed): string {
            return isset($listed[\strtolower($match[2])]) ? '&lt;' . $match[1] . $match[2] : $match[0];
        };

        return \preg_replace_callback('/<(\/?)([a-z][^\s\/>]*)/i', $escape, $rendered);
    }
