    visitJSONPath(node) {
        if (node.inOperator) {
            this.visitNode(node.inOperator);
        }
        this.append("'$");
        for (const pathLeg of node.pathLegs) {
            this.visitNode(pathLeg);
        }
        this.append("'");
    }
    visitJSONPathLeg(node) {
        const value = this.sanitizeStringLiteral(String(node.value));
        this.append(node.type === 'ArrayLocation' ? `[${value}]` : `.${value}`);
    }
    visitJSONOperatorChain(node) {
        for (const value of node.values) {
            this.visitNode(node.operator);
            this.visitNode(value);
        }
    }
