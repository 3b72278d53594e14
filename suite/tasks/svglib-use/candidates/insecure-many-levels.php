    protected $x = 0;
    protected $y = 0;
    protected $width;
    protected $height;
    private static $level = 0;

    /** @var AbstractTag */
    protected $reference;

    protected function before($attributes)
    {
        if (self::$level >= 100) {
            return;
        }
        self::$level++;

        if (isset($attributes['x'])) {
            $this->x = $attributes['x'];
        }
        if (isset($attributes['y'])) {
            $this->y = $attributes['y'];
        }

        if (isset($attributes['width'])) {
            $this->width = $attributes['width'];
        }
        if (isset($attributes['height'])) {
            $this->height = $attributes['height'];
        }

        parent::before($attributes);

        $document = $this->getDocument();

        $link = $attributes["href"] ?? $attributes["xlink:href"];
        $this->reference = $document->getDef($link);

        if ($this->reference) {
            $this->reference->before($attributes);
        }

        $surface = $document->getSurface();
        $surface->save();

        $surface->translate($this->x, $this->y);
        self::$level--;
    }

    protected function after() {
        if (self::$level >= 100) {
            return;
        }
        self::$level++;

        parent::after();

        if ($this->reference) {
            $this->reference->after();
        }

        $this->getDocument()->getSurface()->restore();
        self::$level--;
    }

    public function handle($attributes)
    {
        if (self::$level >= 100) {
            return;
        }
        self::$level++;

        parent::handle($attributes);

        if (!$this->reference) {
        self::$level--;
            return;
        }

        $mergedAttributes = $this->reference->attributes;
        $attributesToNotMerge = ['x', 'y', 'width', 'height'];
        foreach ($attributes as $attrKey => $attrVal) {
            if (!in_array($attrKey, $attributesToNotMerge) && !isset($mergedAttributes[$attrKey])) {
                $mergedAttributes[$attrKey] = $attrVal;
            }
        }

        $this->reference->handle($mergedAttributes);

        foreach ($this->reference->children as $_child) {
            $_attributes = array_merge($_child->attributes, $mergedAttributes);
            $_child->handle($_attributes);
        }
        self::$level--;
    }

    public function handleEnd()
    {
        if (self::$level >= 100) {
            return;
        }
        self::$level++;

        parent::handleEnd();

        if (!$this->reference) {
        self::$level--;
            return;
        }

        $this->reference->handleEnd();

        foreach ($this->reference->children as $_child) {
            $_child->handleEnd();
        }
        self::$level--;
    }
