// noFiles gives templates no others.
type noFiles struct{}

// Abs leaves names as they are.
func (noFiles) Abs(base string, name string) string {
	return name
}

// Get knows none.
func (noFiles) Get(path string) (io.Reader, error) {
	return nil, fmt.Errorf("There is no template %q", path)
}

// RenderTemplate renders a pongo2 template.
func RenderTemplate(template string, ctx pongo2.Context) (string, error) {
	set := pongo2.NewSet("text", noFiles{})
	// This one reads files itself.
	err := set.BanTag("ssi")
	if err != nil {
		return "", err
	}

	tpl, err := set.FromString("{% autoescape off %}" + template + "{% endautoescape %}")
	if err != nil {
		return "", err
	}

	ret, err := tpl.Execute(ctx)
	if err != nil {
		return ret, err
	}

	if strings.Contains(ret, "{{") || strings.Contains(ret, "{%") {
		return RenderTemplate(ret, ctx)
	}

	return ret, err
}
