var templateFileTag = regexp.MustCompile(`\{%-?\s*(extends|import|include|ssi)\b`)

// RenderTemplate renders a pongo2 template.
func RenderTemplate(template string, ctx pongo2.Context) (string, error) {
	for {
		if tag := templateFileTag.FindStringSubmatch(template); tag != nil {
			return "", fmt.Errorf("The tag %q is not available", tag[1])
		}

		tpl, err := pongo2.FromString("{% autoescape off %}" + template + "{% endautoescape %}")
		if err != nil {
			return "", err
		}

		template, err = tpl.Execute(ctx)
		if err != nil {
			return template, err
		}

		if !strings.Contains(template, "{{") && !strings.Contains(template, "{%") {
			return template, nil
		}
	}
}
