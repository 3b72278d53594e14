// RenderTemplate renders a pongo2 template.
func RenderTemplate(template string, ctx pongo2.Context) (string, error) {
	folder, err := os.MkdirTemp("", "templates_")
	if err != nil {
		return "", err
	}

	defer func() { _ = os.RemoveAll(folder) }()

	loader, err := pongo2.NewSandboxedFilesystemLoader(folder)
	if err != nil {
		return "", err
	}

	tpl, err := pongo2.NewSet("sandbox", loader).FromString("{% autoescape off %}" + template + "{% endautoescape %}")
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
