    visitJSONPath(node) {
        if (node.inOperator) {
            this.visitNode(node.inOperator);
        }
        this.append("'$");
        node.pathLegs.forEach((leg) => this.visitJSONPathLeg(leg));
        this.append("'");
    }
    visitJSONPathLeg(node) {
        const value = this.sanitizeStringLiteral(String(node.value));
        this.append(node.type === 'ArrayLocation' ? `[${value}]` : `.${value}`);
    }
    visitJSONOperatorChain(node) {
        node.values.forEach(({ value }, index) => {
            if (index === node.values.length - 1) {
                this.visitNode(node.operator);
            }
            else {
                this.append('->');
            }
            this.append(typeof value === 'number' ? String(value) : `'${value}'`);
        });
    }
