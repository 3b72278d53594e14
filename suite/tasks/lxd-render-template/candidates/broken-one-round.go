// RenderTemplate renders a pongo2 template.
func RenderTemplate(template string, ctx pongo2.Context) (string, error) {
	set := pongo2.NewSet("restricted", pongo2.DefaultLoader)
	for _, tag := range []string{"extends", "import", "include", "ssi"} {
		err := set.BanTag(tag)
		if err != nil {
			return "", err
		}
	}

	tpl, err := set.FromString("{% autoescape off %}" + template + "{% endautoescape %}")
	if err != nil {
		return "", err
	}

	return tpl.Execute(ctx)
}
