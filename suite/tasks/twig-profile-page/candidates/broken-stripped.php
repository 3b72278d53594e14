    protected function formatTemplate(Profile $profile, $prefix): string
    {
        return sprintf('%s└ <span style="background-color: %s">%s</span>', $prefix, self::$colors['template'], $this->shown($profile->getTemplate()));
    }

    protected function formatNonTemplate(Profile $profile, $prefix): string
    {
        return sprintf('%s└ %s::%s(<span style="background-color: %s">%s</span>)', $prefix, $this->shown($profile->getTemplate()), $profile->getType(), self::$colors[$profile->getType()] ?? 'auto', $this->shown($profile->getName()));
    }

    protected function formatTime(Profile $profile, $percent): string
    {
        return sprintf('<span style="color: %s">%.2fms/%.0f%%</span>', $percent > 20 ? self::$colors['big'] : 'auto', $profile->getDuration() * 1000, $percent);
    }

    private function shown(string $text): string
    {
        return htmlspecialchars(strip_tags($text), ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');
    }
